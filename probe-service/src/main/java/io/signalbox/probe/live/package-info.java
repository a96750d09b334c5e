/** What all checks of this vantage have come to, for whoever looks. */
@NullMarked
package io.signalbox.probe.live;

import org.jspecify.annotations.NullMarked;
