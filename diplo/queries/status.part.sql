      coalesce(
        null,
        events.status, -- :all
        (
          select members.status
          from events as members
          join documents as told on told.number = members.document
          where members.happening = events.happening
            and told.date <= :as_of
          order by
            members.status in ('planned', 'possible') and ifnull(told.date > members.latest, 0),
            told.date is null,
            told.date desc,
            members.status <> 'happened',
            members.standing
          limit 1
        ),
        events.status
      )
