      select coalesce(entities.name, entities.description) as name
      from events as members
      join documents as told on told.number = members.document
      join participants on participants.event = members.number
      join entities on entities.number = participants.entity
      where (members.number = events.number
          or members.happening = events.happening and entities.name is not null
        )
        and told.date <= :as_of
        and members.number = events.number -- :all
      group by entities.number
      having max(members.number = events.number)
        or count(distinct members.document) > 1
        or (select count(distinct document) from events as all_of_it where all_of_it.happening = events.happening) < 4
      order by min(participants.role), name
