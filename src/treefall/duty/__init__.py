"""What services that call people to duty show: incidents that one person acted on, and their shifts on call.

`incident` and `shifts` make evidence of what a service told, in one form, and are pure. `reading` goes through time by
windows, since these services list by when something happened and not by when it changed; `service` says which service,
and `connecting` what connecting one means. The facts are those of plain postmortems (`docs/sources/incidents.md`), so
that both are told alike.
"""
