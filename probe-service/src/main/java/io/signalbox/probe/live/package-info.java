/** The current state of all checks of this vantage, for the REST interface. */
@NullMarked
package io.signalbox.probe.live;

import org.jspecify.annotations.NullMarked;
