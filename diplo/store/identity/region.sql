-- name: profiles
select number, block, called, posts, seen, company, entity, reason
from profiles
where block in (select value from json_each(:blocks))

-- name: new_profile
insert into profiles (block, called, posts, seen, company, entity)
values (:block, :called, :posts, :seen, :company, :entity)
returning number

-- name: count_profile
update profiles set seen = :seen, company = :company where number = :number

-- name: erase_profiles
delete from profiles where number in (select value from json_each(:profiles)) and seen <= 0

-- name: any_judgement
select exists (select 1 from judgements) as is_there

-- name: judged
select
  judgements.verdict,
  ones.number as one,
  ones.profile as one_profile,
  one_profiles.block as one_block,
  others.number as other,
  others.profile as other_profile,
  other_profiles.block as other_block
from judgements
join appearances as ones on ones.id = judgements.one
join profiles as one_profiles on one_profiles.number = ones.profile
join appearances as others on others.id = judgements.other
join profiles as other_profiles on other_profiles.number = others.profile
order by judgements.verdict, judgements.one, judgements.other
