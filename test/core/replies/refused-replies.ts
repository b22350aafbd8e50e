import { replies } from './replies'

/** Replies that accept nothing, whatever was offered. */
export const REFUSED: Record<string, readonly string[]> = {
  'busy then': replies(`
    I'm in a meeting | I'm at work | Im at work | I'm at work on Tuesday | I work Tuesday |
    I work on Tuesdays | I work at 10 | Tuesday im in meeting | I'm on a call Tuesday at 10 |
    I'm in a meeting Tuesday at 10 | Sure. I will be on call Tuesday | I am on call Tuesday |
    I am booked Tuesday at 10 | Tuesday is booked | Tuesday at 10 is taken | Tuesday is bad for me |
    Tuesday is a holiday | Tuesday is full | Tuesday is tight | Tuesday is when I work | I'm out Tuesday |
    I am off Tuesday | I'll take Tuesday off | Tuesdays are bad | Tuesdays work | I have work Tuesday |
    Work on Tuesday | Tuesday work | I'm ill Tuesday | I will be in a meeting | Great, I am in a call at 10 |
    in a meeting, call you at 10
  `),
  'politeness or another subject': replies(`
    Great work, thanks! | great work | good deal | Yeah, I'm good thanks | Yes, good thanks |
    Yeah good thanks | ok im good | I'm good | im fine | I'm all set, thanks | all good | good thanks |
    Fine, see you | Thanks, see you | see you | see you soon | Ok, the time please | the time please | ok so |
    ok then | ok thanks | ok, thank you | Ok great | ok good | ok fine | ok cool | alright | fine | great |
    Perfect | perfect, thanks | that's great | it's good | Yes, you too | you too | Sure, you too! |
    Absolutely brilliant | absolutely great, thanks | This looks great | it sounds lovely |
    It works the first time | first time | Great Tuesday, thanks | great Tuesday bye | that will do |
    that will be all | sounds interesting | deal with it | as you like | whatever | you decide |
     Right | correct | gotcha | noted | received, thanks | Thanks for the offer | please call |
    you are welcome | works at Google | it works at my office | work | great works | sure, works at night |
    good for you | fine with them | Yes, it did | so good | That's fine, thanks | that's ok | thats alright |
    no problem | no worries | nice one | good to go | good 2 go | good one | Good Friday | Great Tuesday! |
    Happy Tuesday | Have a great Tuesday | have a good one Tuesday | yeah yeah | ok ok | sure sure |
    yeah right | looking forward to it | Good afternoon works | hi | hello there |
    Thank you for the second message | you're number one
  `),
  'call me': replies(`
    Call me at work | ok call me | Call me at 10 | Call me Tuesday | call me first | first call me |
    Call me at 555-0102 | text me Tuesday | Email me the first one | Will work on it | will do |
    will call you Tuesday
  `),
  'a sign that may take it back': replies(`
    Yes 👎 | sure 🙄 | yes 😂 | Tuesday works 🙃 | Tuesday 😬 | Tuesday works 😅 | ok 🤔 | yes ❌ | Tuesday works 🤷 |
    👍 | 👍👍 | 🙏 | ✅ | 👎 | 🙂 | Tuesday works :( | Yes :/ | yes ;) | Tuesday :-( | Tuesday works ): | yes… |
    ok... | Tuesday works... | Yes /s | Yes <3 |  -1 | Tuesday -1 | Y̶e̶s̶ | “Tuesday works” |
    Liked “Would Tue, Nov 24, 10:00 AM EST suit you?” | Yes* | yes^^ | 1+1
  `),
  'a question, with and without its mark': replies(`
    is tuesday ok | Is Tuesday at 10 good | Tuesday? | Tuesday at 10? | yes? | Yes? Tuesday works |
    Does Tuesday work for you | do Tuesday | can we do Tuesday | can do Tuesday | could do Tuesday |
    Could we do Tuesday at 10 | would Tuesday work | will Tuesday work | Will Tuesday at 10 be ok |
    what is the second one | Which one is Tuesday | how is Tuesday | how about Tuesday |
    what about Tuesday at 10 | when is the first one | why Tuesday | shall we say Tuesday |
    should I pick Tuesday | are we on for Tuesday | are you free Tuesday | Hi, is Tuesday ok |
    ok, is Tuesday good | Thanks. Would Tuesday work | yes can we do Tuesday | Yes, how about Tuesday |
    Tuesday at 10 works for you | Tuesday good for you | Tuesday, right | Tuesday ok | Tuesday, ok |
    Tuesday cool | who is this | whose meeting is Tuesday | Where is it Tuesday
  `),
  'a moment, not a place': replies(`
    just a second | one second | One second please | give me a second | give me the second | second |
    Second please | a second please | Sec | wait a second | Ok one second | second thoughts |
    On second thought, yes | first things first | let's talk first | Let's meet first | confirm first |
    first, confirm please | First please confirm | I'll be there first | I will be there Tuesday first |
    see you first | Please confirm | Yes please confirm first | I can do that first | see you the first |
    I'm free the first | Tuesday first please | first thing Tuesday | I need a second |
    the first week of March | the second week | Secondly, yes
  `),
  'a date, not a place': replies(`
       second wednesday | 
         the second Wednesday | first Tuesday | Tuesday first |
       the first Tuesday works | 
        the second of December | July fourth
  `),
  'a range or more than one time': replies(`
    2-3pm | 2 - 3pm | 2–3 | 2 to 3 | 10-11 | 10am-11am | 10:00 - 10:30 | Tuesday 10-11 |
    Tuesday 10-10:30 works | Tuesday from 10 to 11 | Tuesday-Thursday | between 10 and 11 | 1-2 | 1/2 |
    1 & 2 | 1+2 | 1, 2 | 1 2 | option 1-2 | option 1 - 2 | option 1, 2 | 1 or 2 | 1 and 2 | the first one, 2 |
    Tuesday or Wednesday | Tuesday and Wednesday | Tuesday/Wednesday | either works | both work | any |
    Tuesday, Wednesday | Tuesday then Wednesday | 
    Tuesday at 10 or 11 | 10 11 | 10 10 | 10 10am | Tuesday 10 10am | Tuesday 10 10:00 | 2, 2 | 10am 11am |
    noon - 1 | 10 till 11 | 10 thru 11 | all of them | Tuesday and 10
  `),
  'a condition, a doubt or an earlier or later time': replies(`
    Tuesday but later | Tuesday at 10 but not this week | Tuesday only if it is by phone | Yes if you pay |
    yes but not now | Tuesday unless it rains | maybe Tuesday | Tuesday maybe | probably Tuesday |
    I think Tuesday works | Tuesday should work | Tuesday might work | Tuesday could work |
    Tuesday seems fine | I could do Tuesday | I would do Tuesday | I'd love Tuesday | Tuesday after 10 |
    Tuesday before 10 | Tuesday by 10 | Tuesday around 10 | around 10 | 10ish | 10am-ish | ~10 | until 10 |
    not before 10 |  every Tuesday | last Tuesday | 
    Tuesday a week later |   Tuesday at 10 London time | 10am PST |
     the other one |  the next one | Tuesday works better than Wednesday |
    Tuesday would have worked | Tuesday worked | Tuesday was good | hopefully Tuesday | Tuesday if possible |
     tentatively Tuesday | Tuesday works for now | Tuesday works until 10 |
    I can do Tuesday only by phone | Tuesday instead | rather Tuesday | Tuesday or later |
    Tuesday at the earliest | not sure, Tuesday | Tuesday I guess | Tuesday is possible |
    I'd need to move things for Tuesday | sure, send me the first one | Tuesday noonish |
    Wednesday would be good if 10 is free | Tuesday except 10 | Tuesday at 10 pacific | ok but Tuesday |
    Yes except Tuesday | Tuesday works, just not at 10 | I wish Tuesday worked | pencil me in for Tuesday |
    let me check Tuesday | Let me check, Tuesday works I think
  `),
  'it says no': replies(`
    no | nope | no thanks | not Tuesday | Not Tuesday at 10 | No Tuesday | no, Tuesday | Tuesday no |
    Tuesday doesn't work | Tuesday does not work | Tuesday isn't good | Tuesday won't work |
    I can't do Tuesday | I cannot make Tuesday | cant do Tuesday at 10 | never Tuesday |
    anything but Tuesday |  Yeah, no | yes no | Hi No, Tuesday | absolutely not |
    definitely not Tuesday | Not interested | I'm not interested | I'll pass | sorry | Sorry, Tuesday at 10 |
    cancel Tuesday | Cancel the first one | Tuesday canceled | stop Tuesday | Don't book Tuesday |
    Do not book me in for Tuesday | I'm out until Tuesday | Wrong number | Remove me
  `),
  'a number that counts or costs': replies(`
    2 of us will join | 2 people | 2 slots | 1 time | $10 | 10% | 10k | 10x | 1.5 | number 2.5 | 10 minutes |
    I'm number 1 fan | at 555-0102 | 10:00:00 | 100 | 2026 | 10,000 | at 99 | 13pm | 10:75 | 0 | +1 |
    10 out of 10 | 10/10 | 1 on 1
  `),
  'taken back, put off or left to others in a second sentence': replies(`
    Tuesday at 10 works. nvm | Tuesday at 10 works. Never mind | Tuesday works. I take that back |
    Tuesday at 10 works. Oh shoot, I have a client call then | Tuesday at 10 works. Something came up |
    Tuesday at 10 works. Sorry I can't make it | Tuesday works. Sorry we are no longer interested |
    Tuesday at 10 works. Will confirm shortly | Tuesday at 10 works. Just waiting on Karen |
    Tuesday at 10 works. Karen will confirm with you | Tuesday at 10 works. For now. | Tuesday at 10 works, most likely |
    Tuesday at 10 works. As long as Karen can join | Tuesday at 10 works. God willing | Tuesday works, fingers crossed |
    Tuesday works. I get in at 11 | Tuesday works. From 11 on | Tuesday is fine. End of day | Tuesday works. Lunchtime |
    Tuesday at 10 works. Let's do it in the new year | Tuesday at 10 works. December. | Tuesday works. Whatever. |
    Tuesday at 10, PST | Tuesday at 10am works (Pacific) | Tuesday at 10 works. We're in California |
    Tuesday works, what time | Tuesday works. Which time | Tuesday at 10 works, right | For Karen, Tuesday at 10 works
  `),
  'a list of times that are refused': replies(`
    I am busy Tuesday and Wednesday | Can't do Tuesday at 10, Wednesday at 2 | I'm in court Tuesday and Wednesday |
    Out of town Tuesday, Wednesday | I have a meeting Tuesday at 10 and Wednesday at 2
  `),
  'a yes to something else': replies(`
    Sure, send me some info | Yes, send me the details | Sounds good, send me the deck | Sure, call me | Yes please call me |
    Yes, this is Dana | Yes, I got your message | Yes, just saw this | Yes, hi | Sounds good. Circle back in January |
    Sounds good. I'll sleep on it | Sounds good. We have a guy for that | Sure. No need to call | Sure. When |
    Sounds good. What time | Yes how are you doing | Sounds good. I'm the receptionist | That works. In December
  `),
  'a habit or a wish without a place': replies(`
    I'm free mornings | Mornings please | Later time works better | Later date please | Earlier time works better |
    I can confirm tomorrow | I'll book tomorrow | We're open Tuesday at 10
  `),
  'half understood': replies(`
     Tuesday works for Bob | Tuesday at 10 with my boss |
    Tuesday works as long as it is short | Book it for Bob | the second one for my boss |
    I did Tuesday at 10 | Martes a las 10 | Dienstag passt nicht | ya no | Yes to everything |
    Tuesday works, at your office | Tuesday at 10 at work | please | so | the | Tuesday the | the one
  `),
}
