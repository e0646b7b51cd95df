// Measured in a browser over the whole content by test/browser/heights.ts, which writes this file.

export const heightCoefficients = {
  strand: {
    320: { base: 998, character: 0.904, block: 18.1 },
    600: { base: 711, character: 0.563, block: 21.4 },
    900: { base: 1267, character: 0.46, block: 8.5 },
  },
  stage: {
    320: { base: 986, character: 0.799, block: 21.4 },
    600: { base: 478, character: 0.452, block: 28.4 },
    900: { base: 741, character: 0.325, block: 21.2 },
  },
  perspective: {
    320: { base: 919, character: 0.846, block: 15.6 },
    600: { base: 489, character: 0.928, block: 14.4 },
    900: { base: 549, character: 0.976, block: 4.3 },
  },
  question: {
    320: { base: 868, character: 1.021, block: 13.7 },
    600: { base: 315, character: 0.632, block: 22.9 },
    900: { base: 904, character: 0.472, block: 11.4 },
  },
  activity: {
    320: { base: 1177, character: 0.931, block: 14 },
    600: { base: 847, character: 0.623, block: 12.2 },
    900: { base: 986, character: 0.383, block: 17.5 },
  },
  tool: {
    320: { base: 966, character: 0.894, block: 21.4 },
    600: { base: 748, character: 0.576, block: 19.1 },
    900: { base: 674, character: 0.38, block: 25.7 },
  },
  term: {
    320: { base: 784, character: 0.987, block: 20.9 },
    600: { base: 395, character: 0.512, block: 30.9 },
    900: { base: 553, character: 0.374, block: 12.9 },
  },
  worksheet: {
    320: { base: 674, character: 1.28, block: 26.7 },
    600: { base: 394, character: 0.768, block: 24.4 },
    900: { base: 297, character: 0, block: 55 },
  },
  guide: {
    320: { base: 795, character: 0.989, block: 16.4 },
    600: { base: 493, character: 0.292, block: 31.2 },
    900: { base: 515, character: 0.016, block: 36.8 },
  },
  route: {
    320: { base: 922, character: 0.653, block: 28.5 },
    600: { base: 461, character: 0.214, block: 50.9 },
    900: { base: 486, character: 0.432, block: 0 },
  },
  methodology: {
    320: { base: 347, character: 0.943, block: 23.1 },
    600: { base: 603, character: 0.179, block: 30.4 },
    900: { base: 524, character: 0.377, block: 10.2 },
  },
  element: {
    320: { base: 1159, character: 0.796, block: 34.5 },
    600: { base: 420, character: 0.448, block: 43 },
    900: { base: 1190, character: 0.407, block: 16.5 },
  },
  mapping: {
    320: { base: 549, character: 1.334, block: 36.1 },
    600: { base: 318, character: 0.644, block: 43.1 },
    900: { base: 200, character: 0.608, block: 44.1 },
  },
  list: {
    320: { base: 643, character: 0.854, block: 27 },
    600: { base: 574, character: 0.473, block: 14.8 },
    900: { base: 515, character: 0.327, block: 10.3 },
  },
  crosswalk: {
    320: { base: 1181, character: 0.038, block: 63.6 },
    600: { base: 909, character: 0.035, block: 64 },
    900: { base: 889, character: 0.056, block: 59.3 },
  },
  map: {
    320: { base: 6, character: 1.243, block: 0 },
    600: { base: 6, character: 1.184, block: 0 },
    900: { base: 5, character: 0.762, block: 0 },
  },
}
