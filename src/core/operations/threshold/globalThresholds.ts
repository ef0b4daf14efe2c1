import { statisticsOfPlanes, type StatisticsPartial } from '../../stats/index.ts';
import {
  isodataThreshold,
  minimumThreshold,
  otsuThreshold,
  triangleThreshold,
  yenThreshold,
} from '../../threshold/index.ts';
import type { Operation } from '../operation.ts';
import { globalThreshold, histogramThreshold } from './globalThreshold.ts';
import { liSteps, noPixels } from './levelSteps.ts';

/** Otsu's threshold. */
export const otsu: Operation = histogramThreshold({
  name: 'otsu',
  title: 'Otsu',
  summary: 'Marks what is above the level that parts the histogram into the two classes farthest apart.',
  formula: 'threshold = argmaxₜ w₁ w₂ (m₁ − m₂)²; on where value > threshold',
  source: 'Otsu 1979, IEEE Trans. SMC 9, 62; scikit-image 0.19.3',
  peer: 'threshold_otsu',
  choose: otsuThreshold,
});

/** The triangle threshold, for a histogram with one peak and a long tail. */
export const triangle: Operation = histogramThreshold({
  name: 'triangle',
  title: 'Triangle',
  summary:
    'Marks what is above the level farthest below the line from the peak of the histogram to the end of its long tail.',
  formula: 'threshold = argmaxₜ distance of (t, count(t)) from the line; on where value > threshold',
  source: 'Zack, Rogers & Latt 1977, J. Histochem. Cytochem. 25, 741; scikit-image 0.19.3',
  peer: 'threshold_triangle',
  choose: triangleThreshold,
});

/** Yen's threshold. */
export const yen: Operation = histogramThreshold({
  name: 'yen',
  title: 'Yen',
  summary:
    'Marks what is above the level at which the correlation of the two classes of the histogram is largest.',
  formula: 'threshold = argmaxₜ log((P (1 − P))² ∕ (Σ₁p² Σ₂p²)); on where value > threshold',
  source: 'Yen, Chang & Chang 1995, IEEE Trans. Image Processing 4, 370; scikit-image 0.19.3',
  peer: 'threshold_yen',
  choose: yenThreshold,
});

/** The isodata threshold of Ridler and Calvard. */
export const isodata: Operation = histogramThreshold({
  name: 'isodata',
  title: 'Isodata',
  summary:
    'Marks what is above the lowest level that lies midway between the means of the two classes it makes.',
  formula: 'threshold = (m₁ + m₂) ∕ 2, within a bin; on where value > threshold',
  source: 'Ridler & Calvard 1978, IEEE Trans. SMC 8, 630; scikit-image 0.19.3',
  peer: 'threshold_isodata',
  choose: isodataThreshold,
});

/** The minimum between the two peaks of a smoothed histogram. */
export const minimum: Operation = histogramThreshold({
  name: 'minimum',
  title: 'Minimum between two peaks',
  summary:
    'Marks what is above the lowest level between the two peaks that are left of the histogram once it is smooth enough.',
  formula:
    'h(t) ← (h(t − 1) + h(t) + h(t + 1)) ∕ 3 until two maxima are left; threshold = argminₜ h(t) between them; on where value > threshold',
  source:
    'Prewitt & Mendelsohn 1966, Ann. N. Y. Acad. Sci. 128, 1035; Glasbey 1993, CVGIP: Graphical Models and Image ' +
    'Processing 55, 532; scikit-image 0.19.3',
  peer: 'threshold_minimum',
  parameters: {
    max_num_iter: {
      kind: 'integer',
      title: 'Most rounds',
      description:
        'Rounds of smoothing before the histogram counts as one that has not two peaks; fewer where it has more than 100,000 bins.',
      default: 10_000,
      min: 2,
      max: 1_000_000,
      peer: { library: 'scikit-image', name: 'max_num_iter' },
    },
  },
  choose: (levels, values) => minimumThreshold(levels, values['max_num_iter'] as number),
});

/** Li's threshold of least cross entropy. */
export const li: Operation = globalThreshold(
  {
    name: 'li',
    title: 'Li',
    summary:
      'Marks what is above the level with the least cross entropy between the image and its two classes.',
    formula: "t' = (m₁ − m₂) ∕ (log m₁ − log m₂), from the mean on until it stands; on where value > t",
    source: 'Li & Tam 1998, Pattern Recognition Letters 19, 771; scikit-image 0.19.3',
    peer: 'threshold_li',
  },
  {},
  (_values, image) => liSteps(image),
);

/** The mean of the image as threshold. */
export const meanThreshold: Operation = globalThreshold(
  {
    name: 'mean-threshold',
    title: 'Mean threshold',
    summary: 'Marks what is above the mean of the image.',
    formula: 'threshold = mean; on where value > threshold',
    source: 'Glasbey 1993, CVGIP: Graphical Models and Image Processing 55, 532; scikit-image 0.19.3',
    peer: 'threshold_mean',
  },
  {},
  () => ({
    done: false,
    reduction: 'statistics',
    params: {},
    next(merged) {
      const { count, mean } = statisticsOfPlanes([merged as StatisticsPartial]);
      if (count === 0) throw noPixels();
      return { done: true, facts: { threshold: mean } };
    },
  }),
);
