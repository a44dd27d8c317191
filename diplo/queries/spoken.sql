-- The quotes of a document, by its number, in the order of its text: whose words stand where.
with
chosen as (
  select number
  from quotes
  where true
    and document = :number
  order by start, "end", number -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  quotes.id,
  quotes.kind,
  quotes.spans as "spans [json]",
  quotes.quoted as "quoted [json]",
  speakers.id as speaker_id,
  speakers.name as speaker,
  quotes.unnamed,
  quotes.within,
  (select coalesce(name, description) from entities where number = (select speaker from quotes as outer_quotes where outer_quotes.id = quotes.within)) as "reported by",
  coalesce(speakers.description, substr(documents.text, quotes.source_start + 1, quotes.source_end - quotes.source_start)) as "source words"
from chosen
join quotes on quotes.number = chosen.number
join documents on documents.number = quotes.document
left join entities as speakers on speakers.number = quotes.speaker
order by quotes.start, quotes."end", quotes.number
