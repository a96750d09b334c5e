/** The published states and the journal in memory of every instance, for reads. */
@NullMarked
package io.signalbox.decision.view;

import org.jspecify.annotations.NullMarked;
