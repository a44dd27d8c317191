-- In which documents an entity appears, as what, and why each appearance is held to be this entity's. Those that may be
-- several people's have candidates, the likeliest first. :maybe: appearances that may be, but are not, these entities'.
with
chosen as (
  select
    appearances.number,
    documents.date as written,
    documents.id as document_id
  from appearances
  join documents on documents.number = appearances.document
  where true
    and appearances.entity in (select same.entity from appearances as same where same.id in (select value from json_each(:entities)))
    and exists (select 1 from json_each(appearances.doubt) as doubt join appearances as same on same.entity = json_extract(doubt.value, '$[0]') where same.id in (select value from json_each(:maybe)))
    and documents.id = :document
  order by documents.date is null, documents.date, documents.id, appearances.id -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  appearances.id,
  coalesce(appearances.name, appearances.description) as name,
  entities.id as entity,
  entities.kind,
  coalesce(entities.name, entities.description) as "known as",
  documents.date as written,
  documents.source,
  documents.id as document,
  coalesce(profiles.posts, '[]') as "posts [json]",
  coalesce(appearances.reason, profiles.reason) as reason,
  (
    select json_group_array(json_object('id', id, 'name', name, 'why', why))
    from (
      select one.id, one.name, json_extract(doubt.value, '$[1]') as why
      from json_each(appearances.doubt) as doubt
      join entities as one on one.number = json_extract(doubt.value, '$[0]')
      order by doubt.key
    )
  ) as "candidates [json]"
from chosen
join appearances on appearances.number = chosen.number
join entities on entities.number = appearances.entity
join documents on documents.number = appearances.document
left join profiles on profiles.number = appearances.profile
order by documents.date is null, documents.date, documents.id, appearances.id
