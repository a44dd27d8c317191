-- A sentence with the text around it, up to :reach characters on each side, and the document it stands in.
with
chosen as (
  select sentences.number
  from sentences
  where true
    and sentences.number in (select value from json_each(:sentences))
  order by sentences.number -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  sentences.number as sentence,
  sentences.start as sentence_start,
  sentences."end" as sentence_end,
  max(0, sentences.start - reach) as start,
  substr(documents.text, max(0, sentences.start - reach) + 1, sentences."end" + reach - max(0, sentences.start - reach)) as text,
  documents.number,
  documents.id as document,
  documents.date as written,
  documents.source,
  (select json_group_array(copies.id) from documents as copies where copies.copy_of = documents.number) as "copies [json]"
from chosen
join sentences on sentences.number = chosen.number
join documents on documents.number = sentences.document
cross join (
  select coalesce(
    null,
    :reach,
    0
  ) as reach
)
order by sentences.number
