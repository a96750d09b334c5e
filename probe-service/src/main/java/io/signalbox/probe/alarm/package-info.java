/** Amazon CloudWatch alarms, read together for each region. */
@NullMarked
package io.signalbox.probe.alarm;

import org.jspecify.annotations.NullMarked;
