    -- The role of `entities`: the last that holds, for nobody said later that it is over; else the last there was.
    select (
      select latest.object || coalesce(', ' || (
        select coalesce(name, description)
        from entities as others
        where number = coalesce(latest.other, (select max(other) from facts where subject = latest.subject and predicate = 'role' and value = latest.value))
          and not exists (select 1 from mentions where document = latest.document and start >= latest.start and start < latest."end" and entity = others.number)
      ), '')
      from facts as latest
      where latest.subject = entities.number and latest.predicate = 'role' and latest.value is held.value
      order by latest.written desc, latest.holds desc, latest.other desc, latest.id
      limit 1
    )
    from (
      select
        value,
        max(iif(holds is 'now', coalesce(written, ''), null)) as last_held,
        max(iif(holds is 'past', coalesce(written, ''), null)) as last_over,
        max(coalesce(written, '')) as last,
        count(*) as reports
      from facts
      where subject = entities.number and predicate = 'role'
      group by value
    ) as held
    order by last_held is not null and last_held >= coalesce(last_over, '') desc, last desc, reports desc, value
    limit 1
