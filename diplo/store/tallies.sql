-- name: concerned
select entity from appearances where document = :document
union
select participants.entity from events join participants on participants.event = events.number where events.document = :document
union
select place from events where document = :document and place is not null
union
select speaker from quotes where document = :document and speaker is not null
union
select subject from facts where document = :document

-- name: in_diary
select 0 as entity, day, number as event
from events
where document = :document
union
select participants.entity, events.day, events.number
from events
join participants on participants.event = events.number
where events.document = :document
union
select place, day, number
from events
where document = :document and place is not null

-- name: erase_diary
delete from diary where entity = :entity and day = :day and event = :event

-- name: write_diary
insert into diary (entity, day, event, latest, listed)
select 0, day, number, latest, listed
from events
where document = :document
union
select participants.entity, events.day, events.number, events.latest, events.listed
from events
join participants on participants.event = events.number
where events.document = :document
union
select place, day, number, latest, listed
from events
where document = :document and place is not null

-- name: tally
update entities
set documents = entities.documents + :sign * here.documents,
  mentions = entities.mentions + :sign * here.mentions,
  quotes = entities.quotes + :sign * here.quotes
from (
  select entity, sum(documents) as documents, sum(mentions) as mentions, sum(quotes) as quotes
  from (
    select distinct entity, 1 as documents, 0 as mentions, 0 as quotes
    from appearances
    where document = :document
    union all
    select entity, 0, 1, 0
    from mentions
    where document = :document
    union all
    select speaker, 0, 0, 1
    from quotes
    where document = :document and speech
  )
  group by entity
) as here
where entities.number = here.entity

-- name: tally_events
update entities
set events = entities.events + :sign * here.events
from (
  select entity, count(*) as events
  from (
    select participants.entity, participants.event
    from events
    join participants on participants.event = events.number
    where events.document = :document and events.listed
    union
    select place, number
    from events
    where document = :document and listed and place is not null
  )
  group by entity
) as here
where entities.number = here.entity

-- name: widen_days
update entities
set first_day = min(coalesce(entities.first_day, here.first_day), coalesce(here.first_day, entities.first_day)),
  last_day = max(coalesce(entities.last_day, here.last_day), coalesce(here.last_day, entities.last_day))
from (
  select entity, min(earliest) as first_day, max(latest) as last_day
  from (
    select participants.entity, events.earliest, events.latest
    from events
    join participants on participants.event = events.number
    where events.document = :document and events.listed and events.day < '~'
    union all
    select place, earliest, latest
    from events
    where document = :document and listed and place is not null and day < '~'
  )
  group by entity
) as here
where entities.number = here.entity

-- name: recount_days
update entities
set first_day = (
    select day
    from diary
    where entity = entities.number and listed and day > '' and day < '~'
    order by day
    limit 1
  ),
  last_day = (select max(latest) from diary where entity = entities.number and listed)
where number in (select value from json_each(:entities))
