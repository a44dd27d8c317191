wanted as (select distinct entity from appearances where id in (select value from json_each(:entities))),
seen as (
  select number
  from documents
  where true
    and date <= :as_of
    and number in (select coalesce(copy_of, number) from documents where source collate nocase in (select value from json_each(:source)))
    and number = (select coalesce(copy_of, number) from documents where id = :document)
),
happened as (
  select diary.event, diary.day, diary.latest
  from diary
  left join events on events.number = diary.event
  where diary.entity = coalesce(
      null,
      ifnull((select min(entity) from wanted), -1), -- :entities
      0
    )
    and (select count(*) from wanted cross join diary as same using (entity) where same.day = diary.day and same.event = diary.event) = (select count(*) from wanted) -- :entities
    and diary.event not in (select event from diary where entity in (select entity from appearances where id in (select value from json_each(:not_person))))
    and diary.event in (select event from diary where entity in (select entity from appearances where id in (select value from json_each(:country))))
    and (events.place in (select entity from appearances where id in (select value from json_each(:place))) or events.happening in (select happening from events where place in (select entity from appearances where id in (select value from json_each(:place)))))
    and events.type = 'STATEMENT' and events.number in (select event from participants where role = 'actor' and entity in (select entity from appearances where id in (select value from json_each(:speakers))))
    and events.id = :event
    and (iif(coalesce(
          null,
          :as_of,
          :source,
          :document,
          null
        ) is null, diary.listed = 1, diary.listed and not exists (
          select 1
          from events as better
          where better.happening = events.happening
            and better.standing < events.standing
            and better.listed
            and better.document in (select number from seen)
            and (diary.entity in (0, better.place) or exists (select 1 from participants where event = better.number and entity = diary.entity))
        ))
      or :all
    )
    and diary.day <= :until
    and ifnull(diary.latest, iif(diary.day < '~', '~', '')) >= :since
    and diary.day >= :since -- :certain
    and diary.latest <= :until -- :certain
    and events.dated_by = 'stated' -- :certain
    and events.type in (select value from json_each(:type))
    and events.mode in (select value from json_each(:mode))
    and (true
      and false -- :status
      or (
-- part: status
      ) in (
        select value
        from json_each(coalesce(
          null,
          :status,
          '[]'
        ))
      )
    )
    and (true
      and false -- :min_sources
      or (
-- part: sources
      ) >= coalesce(
        null,
        :min_sources,
        0
      )
    )
    and events.document in (select coalesce(copy_of, number) from documents where source collate nocase in (select value from json_each(:source)))
    and events.document = (select coalesce(copy_of, number) from documents where id = :document)
    and (select date from documents where number = events.document) <= :as_of
    and events.sentence in (select rowid from sentence_words where sentence_words match :words)
)
