/**
 * Words of everyday life and trade that can say nothing about whether, when or how a lead will be at a meeting: nothing
 * that negates, sets a condition, doubts, changes, asks or decides, no time, no event that keeps a person busy, no person
 * who stands in, nothing about money or another supplier. In doubt a word is left out.
 */
export const HARMLESS: ReadonlySet<string> = new Set(
  `
accounts acres admire admired adopted adorable adore altitude alumni amazing amber ancestors ancient animal
animals antique ants apartments apple apples art article artist artistic artists arts ash assembly ate athlete
athletic atmosphere attic avenue award awesome baby background backpack backyard bacon bake baked baker bakeries
bakery baking balcony baler balloon balloons banana barge bark barks barley barn barrel baseball basement
basket basketball bass bathtub bats batteries bay beaches beads beam bean beans beard bearing bears beautiful
beautifully beauty beaver bee beer beers bees bells beloved belt berry bicycle big bike bird biscuit biscuits
bistro black blanket blankets blend blessed bloom blossom blouse blue boat boats bookkeeping boots born bottle
bottles boulevard bouquet bow bowl box boxes bracelet branch branches brand brandy brass bread breed breeze
brewery brick bricks bridge bridges bright brilliant broad brochure broom brown brush bubble bubbles bucket
buckle buffalo build building buildings builds built bulb bulldog bulls bumper bunny burger burgers buses bushes
butcher butter butterfly button buttons cabinet cable cafe cake cakes camel canal candle candles candy canvas
canyon car cargo carpenter carpentry carpet carriage carrot carrots cars cart cartoons carved castle cat cats
cattle cave caves ceiling cellar cement cereal chains chair chairs chalk champagne charity charm charming
cheerful cheese cherish cherry chickens chicks childhood chili chilly chimney chips chocolate choir chopped
christmas circle circles cities city classical claw claws clay clean cleaned cleaning clients cliff climate
closet clothes clothing cloud clouds coal coat coats cocktail cocktails cocoa coconut coffee cold collar
collected collecting color colorful colors colour colt column combine comfort comforting community compassion
concrete condo congrats congratulations container continent cook cooked cookie cookies cooking cooks coop copper
corn costume costumes cottage cotton couch countries country countryside county cows cozy craft crane crate
cream create created creates creating creation creative creatures creek crew cricket crop crust crystal cultural
culture cultures cup cupcake cups curious curly curtain customers dairy daisy dancing dearly deep deeply deer
degrees delicate delicious delight delighted delightful delta dental desert deserved design designed designs
dessert diamond digging dish dishes dispatch district dock docks dog dogs dolls dolphins doors doorstep doorway
dough doughnut doughnuts dove drank drawers drawings dress dressed dresser drill drink drinks drivers driveway
drizzle drummer drums dry drywall ducks dug dumpster dust dusty eagle eagles earrings earth easter 
eat eaten eating eats egg eggs electric electrical electricity elegant elephant elephants elk employees engine
engines enjoy enjoyed enjoying enjoys enormous estate excited exciting exotic exquisite fabric fabulous factory
falcon family family-run famous fan fantastic farm farmer farmers fashion favorite favourite feather feathers
fed feed feeding feeds fellow fern fields finch fireplace fish fisherman fishing flags flavor fleet flock floor
floors florist flower flowers flowing fluffy foam fog foggy folk followed following fond food football forest
forge fork forklift forklifts forward founded fountain freezer freezing freight fresh fridge friendly friendship
fries frog frogs frontier frost frosty fruit fuel fur furniture fuzzy galaxy gallery gallons game garage 
gardening garlic gasoline gate gates gear generation generations generator generosity generous gentle
gently giant gigantic ginger glad glass glasses global globe glorious glove gloves glow glowing glue gold golden
goodwill goose gorgeous gracious grad graduate grain grand grandkids grape grapes grass grateful gravy gray
great greatly green greenhouse greenhouses grew grey groceries grocery grove grow growing grown grows guitar
gutters hail halloween hallway ham hamburger hammer handsome handy happiness harbor hardy harmony hat hatch hats
haul haulage hawk hay heat heather heating heavy helmet hen herb herd highly hiking hill hills historic
historical hockey holly homeland homeless hometown honestly honey hopper horse horses hose hospitality hot
household houses huge hum humble humming hut hutch impressed impressive incredible incredibly independent
industrial industry inherited ink international invoices iris iron ivy jacket jackets jar jasmine jazz jeans
jeep jelly jewel jewelry jewels joinery jolly joy juice juicy jungle kangaroos ketchup kid kids kind kindly
kindness kingdom kitchen kitten kiwi knights label lace ladder lakeside lamb lamp lands landscapers landscaping
lane large lasagna lava lawn leaf learn learning leash leather leftovers legacy legendary lemonade leopard
lettuce library lick licked lifting light lights liked likes lily lime lion lions lipstick little live lived
lively lives living lizard loaf lobster located locations logs lotion love loved lovely loves loving
macaroni machinery made magazines magnificent making mansion maple marathon marble marine marketing marsh
marvellous marvelous mason massive mattress melody melon melt melted melting members memories merry metal meteor
mice microwave mild mile miles milk mill miller mills miners mint mirror mirrors mist modern modest moon
moonlight moose mop motor motorcycle movie muffin muffins mug museum music musical musician
musicians mustard nails name named napkin narrow nation national native natural nature navy necklace needle
needles neighbor neighborhood neighbors neighbour neighbourhood neighbours nest netball new newspaper nice
nicely nickel noble nonprofit noodles northeast northwest novel nursery oak oatmeal oats ocean
oil old olive onion onions opened optics orange orchard orchards orchestra organic originally orphanage outfit
outfits oven owl owned owns ox oysters packages packaging paddle paint painted painting paintings pair pairs
pajamas palace pallet pallets palms pan pancake pancakes parish partridge passion passionate pasta pattern
patterns peaceful peaches peacock pearl pearls peas peel pepper perfect perfume pet pets pharmacy piano pickles
pie pier pies pigeons pillow pin pine pink pins pipe pipes pitcher pizza planet planets plant planted plants
plaster plastic plates playground plaza pleasant pleased plum plumbing pockets poem poems poet poetry polish
polite pond pony pool popcorn poppy popular porch pork portrait poster pot potatoes pots potter poured pouring
prairie pride printed printing produced project projects property protein proud proudly province pudding pump
pumpkin pumps pup puppies puppy purple purse quick quickly quietly rabbit rabbits radio rain rainbow raining
rains rainy raise raised raising ran ranch recipe reef refreshing refrigerator region regional reindeer
remarkable republic rescued restored rhyme rhythm ribbon rice ridge ripe river roads roam robe rock rocky roller
rolls roof roofer roofers roofing rooster roots rope rose rosemary roses rosters round royal rubber ruby rug rum
run running runs rusty rye saddle sailing sailor sailors salad salads salmon sand sandwich sandwiches sandy sang
sap sauce sausage saw scaffolding scarf scarlet scenery scent scheduling scissors scrub seaside seed seeds sew
sewing shade shampoo shape sheep sheets shell shells shepherd shine shines shingles shining shiny shipped
shipping shirt shirts shoe shoes shops shorts shovel showers shrimp sidewalk silk silo silver sincere sing
singer singing sings sip skies skiing skirt slate sleigh slice slippers slopes small smile smiled smiles smiling
smoked smooth snacks sneakers snow snowed snowing soap soccer sock socks soda sofa soft softly software soil
solid song songs soul sourdough southeast southwest spaghetti spectacular spelled spice spicy
spider spiders spirit spirits splash splendid sponge spoon spotted spreadsheets square squirrel staff stairs
stallion star stars startup statue steak steaks steam steel steering stone stool stores storm stove
straight strap straw strawberries strawberry stream street streets stripes strong stunning style sugar sun
sunglasses sunlight sunny sunshine surf surface surrounded surrounding sushi swan sweater sweaty sweep sweeping
sweet swept swings syrup system systems tables tail tailor tails talented tall tan tanks taste tasted tastes
tasty tea teddy terrace textiles thankful thanksgiving thread thrilled thunder thunderstorm tide tidy tiger
tigers tiling tin tires toaster tomato tomatoes tool tools toothbrush towel towels tower towers town towns toys
tractor tractors tradition traditional trailer trailers tray treasure treats tree trees trim tropical trousers
trout truck trucks trumpet trunk tuna tune tunes tunnel tunnels turf turkey turtle umbrella uniform uniforms
universe urban vacuum valve van vanilla vans vase vast veal vegetable vegetables vegetarian velvet vest
veterinary video view village vineyard violet violin vodka volcano volunteered volunteers wagon wagons wall
wallpaper walls wardrobe warehouse warehouses warm warmth washed washing watched wave waves wax weather weaver
website welding wet whale whales wheat wheel wheels whiskey whistle whistles whistling white wide
willow wind windows winds windshield windy wine winery wing wings wipe wire wires wolves wonderful wood wooden
woods world worms wrench yard yards years yellow yoga young yummy
`
    .trim()
    .split(/\s+/),
)
