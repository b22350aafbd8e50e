/**
 * First names that say nothing else where one stands alone behind a message: "tuesday 9 works for me. Mike". Names that
 * are words of an answer ("Will", "May", "Hope", "Chance") are left out.
 */
export const FIRST_NAMES: ReadonlySet<string> = new Set(
  `
aaron abby abdul adam adrian agnes ahmed aisha alan albert alex alexa alexander alexandra alexis alfred ali alice alicia
alison allan allen allison alyssa amanda amber amelia amir amy ana andre andrea andreas andrew andy angela angelo angie
anil anita anja anke ann anna anne annette annie anthony anton antonio anya arjun arthur asha ashley audrey ava barb
barbara barry beatrice becky ben benjamin benny bernadette bernard bernie bert beth bethany betty bev beverly bianca
blake bob bobby bonnie brad bradley brandon brenda brent brett brian bridget bruce bryan caitlin callum cameron camille
carl carla carlos carmen carol caroline carolyn carrie casey catherine cathy cecilia celine chantal charles charlie
charlotte chelsea cheryl chloe chris christian christina christine christopher cindy claire clara claudia clive clyde
colin colleen connie connor corey courtney craig crystal curtis cynthia damien damon dan dana daniel daniela danielle
danny darlene darren darryl dave david dawn dean deb debbie deborah declan deirdre denise dennis derek derrick devon
diana diane diego dimitri dmitri dominic don donald donna doris dorothy doug douglas duane duncan dylan eamon ed eddie
edgar edith eduardo edward eileen elaine eleanor elena eli elias elizabeth ella ellen ellie elliot eloise elsa emil
emily emma emre enrique eric erica erik erika erin ernest esther ethan eugene eva evan evelyn farah fatima felicity
felipe felix femi fernando fiona flora florence fran frances francesca francis francisco frank fred freddie frederick
gabriel gabriela gail gareth gary gavin gemma gene geoff george georgia gerald gerard gina giovanni gladys glen glenda
glenn gloria gordon graeme graham greg gregory greta gunther gus gwen hannah hans harold harriet harry harvey hassan
hazel heather hector heidi helen helena henry herbert hilary holly howard hugh hugo ian ibrahim ida igor imogen ines
ingrid irene irina isaac isabel isabella ivan jack jackie jacob jacqueline jade jake james jamie jan jane janet janice
jared jasmine jason javier jean jeff jeffrey jen jenna jennifer jenny jeremy jerome jerry jesse jessica jill jim jimmy
jo joan joanna joanne joe joel johan johanna john johnny jon jonas jonathan jordan jorge jose joseph josh joshua joyce
juan juanita judith judy julia julian julie juliet justin kamal karen karl karla kate katharina katherine kathleen kathy
katie katrin kayla keith kelly ken kenji kenneth kerry kevin khalid kim kirk kirsten kristen kristin kristina kurt kyle
lakshmi lamar lance larry latoya laura lauren laurie lawrence leah lee lena leo leon leonard leslie lewis liam lillian
linda lindsay lindsey lisa liz lloyd logan lois lola loretta lori lorna lorraine louis louise luc lucas lucia lucy luis
luisa lukas luke luz lydia lynn lynne mabel madison maggie malcolm malik mandy manuel marc marcia marco marcus margaret
maria marianne marie marilyn mario marion marisol marjorie marlene marsha martha martin mary mateo mathilde matt matthew
maureen maurice max maya megan mehmet mei melanie melissa mercedes meredith mia michael michelle miguel mike milan
mildred milo mindy miranda miriam mitch mohamed mohammed moira molly mona monica monique morgan muriel nadia nadine
naomi natalia natalie natasha nathan neha neil nicholas nick nicola nicole nigel nina nisha noah noel nora noreen norma
norman olga oliver olivia omar oscar otto owen pablo pam pamela patricia patrick paul paula paulette pauline pedro peggy
penelope penny percy perry pete peter petra phil philip philippa phoebe phyllis pierre pippa priya rachel rafael raj
rajesh ralph ramona randy raquel rashid raul ravi ray raymond rebecca rené renee rhonda ricardo richard rick
rita rob robert roberta roberto robin rochelle rod rodney roger roland ron ronald rory rosa rosalie rose rosemary
ross roxanne roy ruben russ russell ruth ryan sabrina sally sam samantha samir samuel sandra sara sarah sasha scott sean
sebastian serena sergio seth shane shannon sharon shaun shawn sheila shelley sheri shirley sidney simon simone sofia
sonia sophia sophie stacey stacy stan stanley stefan stefanie stella stephanie stephen steve steven stuart susan susanne
suzanne sven sylvia tamara tammy tanya tara tasha ted terence teresa terri terry tess tessa thelma theo theodore theresa
thomas tiffany tim timothy tina toby todd tom tommy toni tony tracey tracy travis trevor tricia trish troy tyler ursula
valerie vanessa vera vernon veronica vic vicky victor victoria vincent viola virginia vivian wallace walt walter wanda
warren wayne wendy wesley wilhelm willie winifred xavier yasmin yolanda yvette yvonne zach zachary zoe
`
    .trim()
    .split(/\s+/),
)
