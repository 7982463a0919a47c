"""The prompts of the contact sheets: what a user may type, and combinations that were never drawn."""

SHEET = [
    'red brick wall', 'large white brick wall', 'mossy gray brick wall', 'snowy red bricks', 'brown wooden planks', 'large wood floor', 'red wooden planks', 'dirty wood planks',
    'gray cobblestone', 'mossy cobblestone', 'large brown stone wall', 'snowy gray stone wall', 'white tiles', 'large blue tiles', 'dirty white tile floor', 'green ceramic tiles with moss',
    'yellow hexagon tiles', 'large gray hexagons', 'blue honeycomb', 'black and white checkerboard', 'large red and yellow checkerboard', 'blue and white stripes', 'large black and orange stripes', 'yellow and black diagonal stripes',
    'red and white polka dots', 'large green and yellow dots', 'white marble', 'black marble', 'green marble', 'molten lava', 'purple lava', 'green grass',
    'rusty metal', 'blue brushed metal', 'steel', 'diamond plate', 'red roof tiles', 'blue scales', 'concrete panels', 'dirty concrete',
    'wicker', 'blue mosaic', 'desert sand', 'gray rock', 'mossy rock', 'blue water', 'brown leather', 'rusty diamond plate']
HELD_OUT = ['purple brick wall', 'orange marble', 'blue wooden planks', 'green cobblestone', 'red hexagon tiles', 'yellow tiles', 'mossy hexagon tiles', 'snowy wooden planks']
