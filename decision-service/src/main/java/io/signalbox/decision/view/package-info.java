/** What every instance knows for reading: the published states and the journal. */
@NullMarked
package io.signalbox.decision.view;

import org.jspecify.annotations.NullMarked;
