// Measured in a browser over the whole content by test/browser/heights.ts, which writes this file.

export const measured = {
  strand: { 320: { base: 1044, character: 0.902, block: 17.5 }, 600: { base: 729, character: 0.558, block: 21.5 }, 900: { base: 1253, character: 0.477, block: 7.8 } },
  stage: { 320: { base: 786, character: 1.012, block: 18.4 }, 600: { base: 451, character: 0.466, block: 28.6 }, 900: { base: 813, character: 0.241, block: 22.5 } },
  perspective: { 320: { base: 919, character: 0.846, block: 15.6 }, 600: { base: 489, character: 0.928, block: 14.4 }, 900: { base: 549, character: 0.976, block: 4.3 } },
  question: { 320: { base: 903, character: 1.016, block: 13.2 }, 600: { base: 347, character: 0.615, block: 23.2 }, 900: { base: 902, character: 0.469, block: 11.6 } },
  activity: { 320: { base: 1164, character: 0.927, block: 14.5 }, 600: { base: 846, character: 0.628, block: 11.8 }, 900: { base: 999, character: 0.385, block: 17.1 } },
  tool: { 320: { base: 1023, character: 0.893, block: 21.2 }, 600: { base: 758, character: 0.586, block: 18.1 }, 900: { base: 694, character: 0.378, block: 25.7 } },
  term: { 320: { base: 784, character: 0.987, block: 20.9 }, 600: { base: 395, character: 0.512, block: 30.9 }, 900: { base: 553, character: 0.374, block: 12.9 } },
  worksheet: { 320: { base: 673, character: 1.333, block: 25.1 }, 600: { base: 387, character: 0.941, block: 20.2 }, 900: { base: 319, character: 0.226, block: 42.6 } },
  guide: { 320: { base: 788, character: 0.836, block: 28.1 }, 600: { base: 493, character: 0.292, block: 31.2 }, 900: { base: 515, character: 0.016, block: 36.8 } },
  route: { 320: { base: 1007, character: 0.734, block: 11 }, 600: { base: 267, character: 0.207, block: 65.8 }, 900: { base: 296, character: 0.33, block: 32.5 } },
  methodology: { 320: { base: 405, character: 0.917, block: 22.7 }, 600: { base: 542, character: 0.173, block: 32.8 }, 900: { base: 468, character: 0.395, block: 11 } },
  element: { 320: { base: 1074, character: 0.77, block: 37.7 }, 600: { base: 462, character: 0.452, block: 42.3 }, 900: { base: 1148, character: 0.391, block: 18.5 } },
  mapping: { 320: { base: 494, character: 1.276, block: 39.9 }, 600: { base: 191, character: 0.583, block: 52.7 }, 900: { base: 284, character: 0.581, block: 41.8 } },
  list: { 320: { base: 640, character: 0.857, block: 26.9 }, 600: { base: 576, character: 0.482, block: 14.3 }, 900: { base: 490, character: 0.327, block: 10.1 } },
  crosswalk: { 320: { base: 1169, character: 0.021, block: 65.9 }, 600: { base: 906, character: 0.022, block: 65.9 }, 900: { base: 907, character: 0.04, block: 61.7 } },
  map: { 320: { base: 5, character: 1.316, block: 0 }, 600: { base: 4, character: 1.203, block: 0 }, 900: { base: 1, character: 0.739, block: 0 } },
}
