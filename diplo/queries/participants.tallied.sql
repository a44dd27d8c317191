-- Who is in the base, most events first, from the tallies that are kept as documents come in.
with
chosen as (
  select
    number as entity,
    events,
    quotes,
    first_day,
    last_day,
    row_number() over (order by events desc, quotes desc, mentions desc, name, id) as rank
  from entities
  where kind in (
      select value
      from json_each(coalesce(
        null,
        :kind,
        '["person"]'
      ))
    )
    and (name is not null
      or :all
    )
    and events > 0
  order by events desc, quotes desc, mentions desc, name, id -- :limit
  limit :limit
  offset :offset
)
-- shown
-- part: counted
