"""Reading one person's work from a server, whatever the server does.

`server` says where it is asked and with what token, and `client` asks it; `records` reads whatever it answers; `walk`
goes through pages that shift while they are read; `reading` makes batches of them, with the `cursor` to go on from;
`section` reads what the settings say. What a server's words mean is for the sources to know: none of this does.
"""
