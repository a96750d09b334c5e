/** What would be done if a region were lost now: the core itself decides, from the published states. Pure. */
@NullMarked
package io.signalbox.decision.core.loss;

import org.jspecify.annotations.NullMarked;
