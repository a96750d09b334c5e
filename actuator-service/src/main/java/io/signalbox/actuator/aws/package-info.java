/** Calls to AWS services, common to all of them. */
@NullMarked
package io.signalbox.actuator.aws;

import org.jspecify.annotations.NullMarked;
