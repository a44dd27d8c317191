      select max(count(distinct coalesce(told.story, told.number)), 1)
      from events as members
      join documents as told on told.number = members.document
      where members.happening = events.happening
        and told.date <= :as_of
