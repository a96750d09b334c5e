/** AWS CloudTrail: who has changed what in the account. */
@NullMarked
package io.signalbox.actuator.trail;

import org.jspecify.annotations.NullMarked;
