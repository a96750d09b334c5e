/** Checks that count the results of other checks of the site. */
@NullMarked
package io.signalbox.probe.calculated;

import org.jspecify.annotations.NullMarked;
