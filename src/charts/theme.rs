//! Colours and sizes: the one place that decides how charts look.

use plotters::style::RGBColor;

/// A colour with the darker tone that is used for words, readable on white (contrast 4.5 or more).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hue {
    /// For lines, areas and marks.
    pub(crate) mark: RGBColor,
    /// For words.
    pub(crate) word: RGBColor,
}

const fn hue(mark: (u8, u8, u8), word: (u8, u8, u8)) -> Hue {
    Hue { mark: RGBColor(mark.0, mark.1, mark.2), word: RGBColor(word.0, word.1, word.2) }
}

/// Titles and labels.
pub(crate) const INK: RGBColor = RGBColor(29, 34, 43);
/// Subtitles and numbers of axes.
pub(crate) const MUTED: RGBColor = RGBColor(79, 86, 97);
/// Notes; the lightest tone that is still readable on white.
pub(crate) const FAINT: RGBColor = RGBColor(108, 115, 126);
/// Grid lines.
pub(crate) const GRID: RGBColor = RGBColor(226, 229, 233);
/// Lines of reference that are no data.
pub(crate) const RULE: RGBColor = RGBColor(150, 156, 166);
/// Areas that are there but say little.
pub(crate) const RAISED: RGBColor = RGBColor(218, 222, 227);
/// Paper.
pub(crate) const PAPER: RGBColor = RGBColor(255, 255, 255);

/// The colours of Okabe and Ito, told apart by readers with any kind of colour vision.
pub(crate) const VERMILION: Hue = hue((213, 94, 0), (176, 72, 0));
/// Blue.
pub(crate) const BLUE: Hue = hue((0, 114, 178), (0, 95, 152));
/// Bluish green.
pub(crate) const GREEN: Hue = hue((0, 158, 115), (0, 112, 81));
/// Reddish purple.
pub(crate) const PURPLE: Hue = hue((204, 121, 167), (158, 69, 119));
/// Orange.
pub(crate) const ORANGE: Hue = hue((230, 159, 0), (140, 95, 0));
/// Sky blue.
pub(crate) const SKY: Hue = hue((86, 180, 233), (20, 115, 170));
/// What is neither good nor bad, or not shown to differ.
pub(crate) const GREY: Hue = hue((138, 145, 156), (98, 105, 117));

const OTHERS: [Hue; 5] = [BLUE, GREEN, PURPLE, ORANGE, SKY];

/// How many arms have a colour of their own, the baseline counted.
pub(crate) const COLOURED_ARMS: usize = OTHERS.len() + 1;

/// The colours of `arms` arms: vermilion for the baseline, blue for the first other, grey once the colours run out.
pub(crate) fn arm_hues(arms: usize, baseline: usize) -> Vec<Hue> {
    let mut others = OTHERS.iter();
    (0..arms).map(|arm| if arm == baseline { VERMILION } else { others.next().copied().unwrap_or(GREY) }).collect()
}

/// Pixels in an inch of a layout.
pub(crate) const PX_PER_INCH: f64 = 96.0;
/// Millimetres in an inch.
pub(crate) const MM_PER_INCH: f64 = 25.4;

/// Sizes of a figure, in pixels of 1/96 inch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sizes {
    /// Width of the picture.
    pub(crate) width: f64,
    /// Space left free at the left and right edge.
    pub(crate) margin: f64,
    /// Type size of the title.
    pub(crate) title: f64,
    /// Type size of the subtitle.
    pub(crate) subtitle: f64,
    /// Type size of labels and numbers.
    pub(crate) label: f64,
    /// Type size of what is said aside.
    pub(crate) small: f64,
}

/// How wide a figure is: the three widths that journals take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// One column: 340 px, 90 mm.
    Single,
    /// One and a half columns: 500 px, 132 mm.
    OneHalf,
    /// Two columns: 720 px, 190 mm.
    #[default]
    Double,
}

impl Width {
    /// The layout that is made least smaller or larger to be `millimetres` wide, so that its text stays legible.
    pub fn nearest(millimetres: f64) -> Width {
        let px = millimetres / MM_PER_INCH * PX_PER_INCH;
        // Half way between two widths is where the one grows as much as the other shrinks: their geometric mean.
        let below = |one: Width, other: Width| px * px < one.sizes().width * other.sizes().width;
        if below(Width::Single, Width::OneHalf) {
            Width::Single
        } else if below(Width::OneHalf, Width::Double) {
            Width::OneHalf
        } else {
            Width::Double
        }
    }

    pub(crate) fn sizes(self) -> Sizes {
        match self {
            Width::Single => Sizes { width: 340.0, margin: 10.0, title: 14.0, subtitle: 11.0, label: 11.0, small: 9.5 },
            Width::OneHalf => {
                Sizes { width: 500.0, margin: 14.0, title: 16.0, subtitle: 12.0, label: 12.0, small: 10.5 }
            }
            Width::Double => {
                Sizes { width: 720.0, margin: 18.0, title: 18.5, subtitle: 13.0, label: 13.0, small: 11.0 }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: RGBColor) -> f64 {
        let part = |byte: u8| {
            let share = f64::from(byte) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { libm::pow((share + 0.055) / 1.055, 2.4) }
        };
        0.2126 * part(colour.0) + 0.7152 * part(colour.1) + 0.0722 * part(colour.2)
    }

    #[test]
    fn words_stand_out_from_the_paper() {
        let mut words: Vec<RGBColor> = vec![INK, MUTED, FAINT];
        words.extend([VERMILION, BLUE, GREEN, GREY].iter().chain(&OTHERS).map(|hue| hue.word));
        for word in words {
            let contrast = 1.05 / (luminance(word) + 0.05);
            assert!(contrast >= 4.5, "{word:?} has contrast {contrast:.2}");
        }
    }

    #[test]
    fn a_width_between_two_layouts_takes_the_one_that_changes_least() {
        let widths = [60.0, 109.0, 110.0, 132.0, 158.0, 160.0, 400.0].map(Width::nearest);
        use Width::{Double, OneHalf, Single};
        assert_eq!(widths, [Single, Single, OneHalf, OneHalf, OneHalf, Double, Double]);
    }

    #[test]
    fn the_baseline_has_the_same_colour_wherever_it_stands() {
        assert_eq!(arm_hues(3, 2)[2], VERMILION);
        assert_eq!(arm_hues(3, 0)[1], BLUE);
        assert_eq!(arm_hues(20, 5).iter().filter(|hue| **hue == GREY).count(), 20 - COLOURED_ARMS);
    }
}
