-- Every report of the utterance of a quote, by day of writing: each text that gives its words, copies too, with whom it
-- gives them to; of a mixed quote `said` is what stands in marks. "like": the earliest of the texts that are this one with edits; `story` tells these from others.
with
chosen as (
  select
    quotes.number,
    documents.number as document,
    documents.date as written,
    documents.id as document_id,
    quotes.start
  from quotes as meant
  join quotes on quotes.number = meant.number or quotes.utterance = meant.utterance
  join documents on documents.number = quotes.document or documents.copy_of = quotes.document
  where true
    and meant.id = :id
  order by documents.date is null, documents.date, documents.id, quotes.start, quotes.id -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  quotes.id,
  chosen.written,
  coalesce(speakers.name, speakers.description) as speaker,
  speakers.id as speaker_id,
  substr(documents.text, quotes.source_start + 1, quotes.source_end - quotes.source_start) as "source words",
  coalesce(iif(quotes.kind = 'mixed', (
    select group_concat(part, ' … ')
    from (
      select substr(documents.text, json_extract(value, '$[0]') + 1, json_extract(value, '$[1]') - json_extract(value, '$[0]')) as part
      from json_each(quotes.quoted)
      order by key
    )
  ), null), quotes.text) as said,
  quotes.kind,
  quotes.unnamed,
  quotes.within,
  (select coalesce(entities.name, entities.description) from quotes as outer_quotes left join entities on entities.number = outer_quotes.speaker where outer_quotes.id = quotes.within) as "reported by",
  documents.source,
  documents.id as document,
  documents.story,
  (select carriers.id from documents as carriers where carriers.number = documents.copy_of) as "copy of",
  (
    select iif(firsts.number in (documents.number, documents.copy_of), null, firsts.id)
    from documents as firsts
    where firsts.story = documents.story
    order by firsts.date is null, firsts.date, firsts.id
    limit 1
  ) as "like"
from chosen
join quotes on quotes.number = chosen.number
join documents on documents.number = chosen.document
left join entities as speakers on speakers.number = quotes.speaker
order by chosen.written is null, chosen.written, chosen.document_id, chosen.start, quotes.id
