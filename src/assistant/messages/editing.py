"""The words that forms of the workbench have in common, for what staff write and answer for."""

from __future__ import annotations

from assistant.messages import Each, Words


class EditingWords(Words):
    """What is said in one language; a form may say some of it more exactly."""

    url = Each(sv="Källa: adress", en="Source: address")
    owner = Each(sv="Ansvarig", en="Owner")
    owner_hint = Each(
        sv="Så som de som frågar ska se det: Anna Ek, Region Stockholm",
        en="As those who ask are to see it: Anna Ek, Region Stockholm",
    )
    review_by = Each(sv="Ses över senast", en="Review by")
    review_by_hint = Each(sv="Till exempel 2027-01-31", en="For example 2027-01-31")
    note = Each(sv="Anteckning, bara för personalen", en="Note, for staff alone")
    lacking = Each(sv="Fyll i {field}.", en="Fill in {field}.")
    too_long = Each(sv="{field} är för långt.", en="{field} is too long.")
    no_date = Each(sv="Skriv datumet som 2027-01-31.", en="Write the date as 2027-01-31.")
    no_address = Each(sv="En adress börjar med https://.", en="An address begins with https://.")
