/** AWS CloudTrail: who has changed what in the account. */
@NullMarked
package io.signalbox.actuator.cloudtrail;

import org.jspecify.annotations.NullMarked;
