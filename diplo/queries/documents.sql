-- What is in the base, oldest first, with the date of each document and where it came from. "copy of": the document of
-- the same text that carries the findings; "like": the earliest of those that are this text with edits.
with
chosen as (
  select documents.number
  from documents
  where true
    and documents.id = :document
    and documents.source collate nocase in (select value from json_each(:source))
    and documents.date >= :since
    and documents.date <= :until
    and documents.date <= :as_of
    and documents.number in (select appearances.document from appearances where id in (select value from json_each(:entities)))
    and documents.number in (select document from sentences where number in (select rowid from sentence_words where sentence_words match :words))
  order by documents.date is null, documents.date, documents.id -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  documents.id as document,
  documents.title,
  documents.date as written,
  documents.date_from as "date from",
  documents.date_notes as "notes [json]",
  documents.source,
  documents.url,
  (select count(*) from events where events.document = coalesce(documents.copy_of, documents.number)) as events,
  (select count(*) from quotes where quotes.document = coalesce(documents.copy_of, documents.number)) as quotes,
  (select carriers.id from documents as carriers where carriers.number = documents.copy_of) as "copy of",
  (
    select iif(firsts.number in (documents.number, documents.copy_of), null, firsts.id)
    from documents as firsts
    where firsts.story = documents.story
    order by firsts.date is null, firsts.date, firsts.id
    limit 1
  ) as "like"
from chosen
join documents on documents.number = chosen.number
order by documents.date is null, documents.date, documents.id
