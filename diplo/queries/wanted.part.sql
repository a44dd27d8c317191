wanted as (
  select number as entity
  from entities
  where true
    and number in (select entity from appearances where id in (select value from json_each(:entities)))
)
