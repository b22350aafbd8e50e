import { replies } from './replies'

/** Replies to "1) Tue, Nov 24, 10:00 AM EST 2) Wed, Nov 25, 2:00 PM EST" that accept the first of them. */
export const ACCEPT_TUESDAY: readonly string[] = replies(`
  Tuesday | tue | Tues. | Tuesday works | Tuesday at 10 fine | tue 10 ok | Tuesday 10 works | Tuesday at 10 | Tuesday at 10 please |
  Tuesday at ten | Tuesday @ 10 | Tuesday @10 | Tue 10am | Tue. 10 AM | Tuesday, 10:00 AM | Tuesday 10:00 |
  Tuesday at 10.00 | Tuesday - 10am | tuesday at 10 a.m. is perfect | Yes, Tuesday at 10:00 AM please 👍 |
  Ok 10am tuesday | 10am tuesday works | 10am on Tuesday works great for me! | 10am | 10 a.m. is perfect |
  10 AM works | at 10 | 10 o'clock please | Ten am works | 10 | 10:00 | 1 | 1 please | #1 | Option 1 |
  option one please | Option 1 works for me | slot 1 | number 1 please | first | first please | the first |
  First one | the first one | The first one works for me. | the first works | 1st one please |
  first option please | The first time works for me | Great, Tuesday | perfect the first one is good |
  Absolutely, Tuesday at 10 | definitely Tuesday | the first slot is good | I'll take the first one |
  I'll take 1 | I'd like the first one | Let's go with the first option | Let's do Tuesday. |
  let’s do tuesday at 10 | Lets do 10am | I can do Tuesday | I can do tuesday at 10am |
  I can make Tuesday work | I can make it Tuesday | We can do Tuesday at 10 | I'm free on Tuesday at 10 |
  I am available Tuesday | I'm good for Tuesday | Happy with Tuesday | Tuesday is good | Tuesday's good |
  Tuesday's fine with me | Tuesday is good for me, thank you! | Tuesday good for me | Tuesday would be great |
  Tuesday would be perfect, thanks so much | Tuesday sounds good | Sounds good, Tuesday |
  SOUNDS GOOD, TUESDAY | Sounds great. Tuesday at 10 works. | Perfect, Tuesday it is |
  Great, Tuesday at 10 then | Great Tuesday works | Good, Tuesday it is |
  Awesome! Tuesday at 10 works perfectly for me. Looking forward to it! |
  Hi, Tuesday works best for me. Thanks! | Good morning, Tuesday at 10 works for us |
  Hey there! Tuesday please | Tuesday suits me | Tuesday then | Yes I can do Tuesday | Tuesday it is! | See you Tuesday |
  See you on Tuesday at 10! | Tuesday works, see you soon | Tuesday at 10 works, have a great day! |
  Book me in for Tuesday | Please book me in for Tuesday at 10 | Put me down for Tuesday |
  Book Tuesday at 10 please | Confirmed for Tuesday at 10 | Tuesday at 10 confirmed | I'd prefer Tuesday |
  Yes to Tuesday | Thanks, Tuesday at 10 works | Yes please, the first one 🙂 | Sure, Tuesday 👌 |
  The Tuesday one | the Tuesday slot works | The one on Tuesday | the 10am one please |
  The 10am works on my end | That works, Tuesday at 10 | Yes that works for me, Tuesday |
  Tuesday works for me :) | Cool, Tuesday | The first one, Tuesday | Yep Tuesday's great |
  I'd be happy to meet Tuesday at 10 | Happy to chat Tuesday at 10 | I'd be available Tuesday at 10 |
  Wednesday won't work but Tuesday at 10 does | I'd rather do Tuesday | Let's aim for Tuesday at 10 |
  Morning, Tuesday at 10 works | this Tuesday | Tuesday morning | the morning one | the earlier one | the former | tomorrow | tmrw at 10 works |
  Nov 24 | 11/24 | 24/11 at 10:00 | 24.11. | the 24th | Tuesday the 24th | Tuesday, 24 November, 10:00 is fine |
  10 ET works | 10am Eastern on Tuesday please | Tuesday at 10 my time | 9am Central, Tuesday | Tuesday 15:00 GMT |
  Hey Dana Tuesday works | Hi Sam, Tuesday at 10 works. Thanks, Dana | not Wednesday, Tuesday is fine |
  2, sorry, 1 | Wednesday, no wait, Tuesday | I can't do Wednesday but Tuesday at 10 works | tues works 4 me |
  Tuesday, if that is still free | 1️⃣ | Both work, Tuesday is better | Tusday works | Tuesday works. My cell is 555-0142. |
  Sorry for the delay, Tuesday at 10 works | Tuesday works, please send me an invite | No problem, Tuesday it is
`)

/** The same, accepting the second. */
export const ACCEPT_WEDNESDAY: readonly string[] = replies(`
  wed | Weds works | Wednesday at 2 | Wednesday at two works | Let's do Wednesday at 2pm |
  wed 2pm is perfect | Perfect, Wednesday it is | Perfect Wednesday it is | Let’s do Wednesday. | 2 |
  2 please | 2 works | 2pm | 2:00 pm | 14:00 | 14:00 works | at 2 | I can do 2 | option 2 | Option number 2 |
  2nd option please | 2nd one works | The second one | the second one works great for me, thanks! |
  The second one works for me, thanks! | the second one, Wednesday | the second is better |
  the second works best | second works for me | Second one please | second option |
  I'll go with the second one | Let's go for option 2 | My preference is the second one |
  Wednesday 2pm works better for me | Ok, Wednesday at 2 works | the later one | the latter | the last one |
  the afternoon one please | Wednesday afternoon works | day after tomorrow at 2 | Nov 25 at 14:00 | 11/25 works |
  not Tuesday, the other one | 1, sorry, 2 | Tuesday. Sorry, Wednesday! | Can't do Tuesday, Wednesday works |
  Option B please | 2nd 1 pls | Wed at 1400 | Wednesday 14h works
`)

/** Replies to "would Tue, Nov 24, 10:00 AM EST suit you? Reply yes to book it." that accept it without naming it. */
export const PLAIN_YES: readonly string[] = replies(`
  yes | Yes! | YES | Yes please! | yes, please | yes 👍 | Yeah | yep | yup | Yes sure | Sure | sure thing |
  sure, thanks | ok | Okay! | ok 👍 | works | Yes works | Yes, thank you | Yes that works |
  Yes that works for me | Yes, that works great for me. Thanks! | that works | That works for us |
  this works for me | that time works | that'll work | That would work well for me | That would be great | Yes that would be great | Yes it would |
  that'd be perfect, thanks | That's perfect for me | that is fine with me | Fine by me | Good for me |
  sounds good | Sounds great! | works for me | Works great for me | Works great, thanks | Absolutely |
  Definitely! | Of course | Confirmed | I confirm | Agreed | I can do that | I can make it |
  I can make that work | I'll take it | I'll be there | let's do it | Lets do that | book it |
  Book it please | Please book me in | count me in | See you then | Sure, see you then | Yes, see you then! |
  Great, see you then | Perfect, that works | perfect that works for me thanks | Yes it does | Yes I can |
  yes, looking forward to it | Hi, yes please | Hello! Yes, that works for me. Have a great day! |
  I'm free then | I'm good with that | Yes I am available | I am available at that time | Happy to chat then |
  Accepted | Sure can | It's a date
`)
