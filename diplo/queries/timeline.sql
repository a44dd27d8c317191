-- What happened, when, who took part, where: one row an event, by earliest day, then by latest: a day stands before
-- the month that begins with it. A window that is open to the past comes first, undated events last. Events of one window
-- go by their documents, each in the order that it tells: "then" is 1 where the row above came first, as its text says;
-- elsewhere nobody knows. Without :all, events of no type are left out unless the text states their day. A place takes part in what happens there.
-- :since and :until find what possibly lies between them; with :certain, what surely does.
with
-- part: happened
,
chosen as (
  select
    dense_rank() over (order by happened.day, ifnull(happened.latest, '~'), events.step) as rank, -- :all :limit
    happened.*
  from happened
  join events on events.number = happened.event -- :limit
  join documents on documents.number = events.document -- :limit
  order by happened.day, ifnull(happened.latest, '~'), documents.id, events.chain, events.step, events.trigger_start, events.id -- :limit
  limit :limit
  offset :offset
)
-- shown
select
-- part: event
  , iif(events.earliest is null, 0, chosen.rank) as "order" -- :all
from chosen
join events on events.number = chosen.event
join documents on documents.number = events.document
left join entities as places on places.number = events.place
left join sentences on sentences.number = events.sentence
window line as (order by chosen.day, ifnull(chosen.latest, '~'), documents.id, events.chain, events.step, events.trigger_start, events.id)
order by row_number() over line
