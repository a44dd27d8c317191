-- Who takes part in the events that the filters leave, most events first. The filters are those of the timeline;
-- quotes are counted in the documents of these events.
with
-- part: happened
,
taking_part as (
  select happened.*, events.document, participants.entity
  from happened
  join events on events.number = happened.event
  join participants on participants.event = happened.event
  union
  select happened.*, events.document, events.place
  from happened
  join events on events.number = happened.event
  where events.place is not null
),
counts as (
  select
    entity,
    count(*) as events,
    min(iif(day > '' and day < '~', day, null)) as first_day,
    max(latest) as last_day
  from taking_part
  group by entity
),
chosen as (
  select
    counts.*,
    (
      select count(*)
      from quotes
      where quotes.speaker = counts.entity
        and quotes.speech
        and quotes.document in (select document from taking_part)
    ) as quotes,
    row_number() over (order by counts.events desc, entities.mentions desc, entities.name, entities.id) as rank
  from counts
  join entities on entities.number = counts.entity
  where entities.kind in (
      select value
      from json_each(coalesce(
        null,
        :kind,
        '["person"]'
      ))
    )
    and (entities.name is not null
      or :all
    )
  order by rank -- :limit
  limit :limit
  offset :offset
)
-- shown
-- part: counted
