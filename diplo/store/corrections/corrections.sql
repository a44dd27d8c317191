-- name: keep
insert into corrections (id, made, author, reason, judgement, target, value, state)
values (:id, :made, :author, :reason, :judgement, :target, :value, 'applied')
on conflict (id) do nothing
returning number

-- name: documents_of
select distinct coalesce(documents.copy_of, documents.number) as document
from anchors
join documents on documents.id = anchors.document
where anchors.correction in (select value from json_each(:corrections))

-- name: with_ids
select number
from corrections
where id in (select value from json_each(:ids))
union
select anchors.correction
from anchors
where anchors.part = 'target' and anchors.now in (
  select id
  from corrections
  where judgement = 'event add' and id in (select value from json_each(:ids))
)

-- name: take_back
delete from corrections where number in (select value from json_each(:corrections))

-- name: beginning
select * from corrections where substr(id, 1, length(:id)) = :id order by id limit 6

-- name: last
select * from corrections order by number desc limit 1

-- name: in_order_of_words
select corrections.*
from corrections
left join anchors on anchors.correction = corrections.number and anchors.part = 'target' and anchors.rank = 0
order by anchors.document, anchors.sentence, anchors.nth, anchors.start, corrections.judgement, corrections.made, corrections.id

-- name: parted
select corrections.*
from corrections
join anchors as targets on targets.correction = corrections.number and targets.part = 'target'
join appearances as ones on ones.id = targets.now and ones.document = targets.there
join anchors on anchors.correction = corrections.number and anchors.part <> 'target'
join appearances as others on others.id = anchors.now and others.document = anchors.there
where corrections.judgement = 'entity split'
  and (
    (
      ones.entity in (select entity from appearances where id = :one)
      and others.entity in (select entity from appearances where id = :other)
    )
    or (
      ones.entity in (select entity from appearances where id = :other)
      and others.entity in (select entity from appearances where id = :one)
    )
  )
limit 1

-- name: overruled
select count(*) as number
from corrections
where id in (select value from json_each(:ids)) and state = 'overruled'

-- name: waiting
select count(*) as number from corrections where state like 'not applied%'

-- name: on_target
select * from corrections where target = :target

-- name: own
select id from appearances where entity in (select entity from appearances where id = :id)

-- name: appearances_of
select appearances.id, appearances.name, documents.id as document
from appearances
join documents on documents.number = appearances.document
where appearances.entity in (select entity from appearances where id = :id) and appearances.name is not null
order by appearances.id

-- name: is_named
select 1
from appearances
where entity in (select entity from appearances where id = :id) and profile is not null
limit 1

-- name: first_appearances
select min(id) as id
from appearances
where entity in (select value from json_each(:entities))
group by entity

-- name: shown
select
  'event' as kind,
  events.id,
  json_object(
    'type', events.type,
    'mode', events.mode,
    'status', events.status,
    'date', json_object('earliest', events.earliest, 'latest', events.latest),
    'who', (
      select group_concat(name, ', ')
      from (select name from participated where participated.event = events.number group by name order by min(role), name)
    ),
    'place', coalesce(places.name, places.description)
  ) as fields
from json_each(:findings) as wanted
join events on events.id = wanted.value
left join entities as places on places.number = events.place
union all
select
  'quote',
  quotes.id,
  json_object(
    'said', quotes.text,
    'speaker', coalesce(entities.name, entities.description),
    'hearer', coalesce(hearers.name, hearers.description),
    'medium', quotes.medium,
    'date', json_object('earliest', quotes.earliest, 'latest', quotes.latest)
  )
from json_each(:findings) as wanted
join quotes on quotes.id = wanted.value
left join entities on entities.number = quotes.speaker
left join entities as hearers on hearers.number = quotes.hearer
union all
select
  'fact',
  facts.id,
  json_object('who', coalesce(entities.name, entities.description), 'predicate', facts.predicate, 'object', facts.object)
from json_each(:findings) as wanted
join facts on facts.id = wanted.value
join entities on entities.number = facts.subject
union all
select 'time', times.id, json_object('value', times.value, 'days', json_object('earliest', earliest, 'latest', latest))
from json_each(:findings) as wanted
join times on times.id = wanted.value
union all
select
  'entity',
  wanted.value,
  json_object(
    'name', coalesce(entities.name, entities.description),
    'kind', entities.kind,
    'names', (
      select group_concat(name, '; ')
      from (select name from names where names.entity = entities.number order by documents desc, mentions desc, name)
    ),
    'ignored', iif(entities.ignored, 'yes', 'no'),
    'documents', entities.documents,
    'events', entities.events,
    'quotes', entities.quotes,
    'first', entities.first_day,
    'last', entities.last_day
  )
from json_each(:appearances) as wanted
join appearances on appearances.id = wanted.value
join entities on entities.number = appearances.entity
