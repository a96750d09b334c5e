/** Windows, dates and schedules. */
@NullMarked
package io.signalbox.contract.topology.time;

import org.jspecify.annotations.NullMarked;
