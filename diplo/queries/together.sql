-- What several did together, in figures: events in which all of them take part, and meetings, calls and visits of theirs
-- that happened.
with
-- part: happened
,
chosen as (
  select
    count(*) as events,
    sum(events.type is 'CONSULT' and events.status = 'happened') as met,
    min(iif(happened.day > '' and happened.day < '~', happened.day, null)) as first,
    max(happened.latest) as last
  from happened
  join events on events.number = happened.event
  limit :limit
  offset :offset
)
-- shown
select events, coalesce(met, 0) as met, first, last from chosen
