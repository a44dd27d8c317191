-- All that is known of one document without its text: head, dates, what it is to others, and how much was found.
with
chosen as (
  select documents.number
  from documents
  where true
    and documents.id = :document
  order by documents.id -- :limit
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
  documents.by_hand as "by hand [json]",
  documents.source,
  documents.url,
  length(documents.text) as characters,
  (select count(*) from sentences where sentences.document = carriers.number) as sentences,
  (
    select count(distinct entity) from appearances where appearances.document = carriers.number and appearances.name is not null
  ) as names,
  (select count(*) from times where times.document = carriers.number) as times,
  (select count(*) from events where events.document = carriers.number) as events,
  (select count(*) from quotes where quotes.document = carriers.number) as quotes,
  (select count(*) from facts where facts.document = carriers.number) as facts,
  iif(documents.copy_of is null, null, carriers.id) as "copy of",
  (
    select json_group_array(id)
    from (select id from documents as copies where copies.copy_of = documents.number order by id)
  ) as "copies [json]",
  (
    select json_group_array(id)
    from (
      select id
      from documents as others
      where others.story = documents.story
        and coalesce(others.copy_of, others.number) <> carriers.number
      order by date is null, date, id
    )
  ) as "like [json]",
  (select count(*) from versions where versions.document = documents.number) as changes,
  runs.started as "read",
  runs.diplo as "read by",
  documents.stale
from chosen
join documents on documents.number = chosen.number
join documents as carriers on carriers.number = coalesce(documents.copy_of, documents.number)
left join runs on runs.number = documents.run
order by documents.id
