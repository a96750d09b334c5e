/** Limits the requests that this process sends to an account's Route 53. */
@NullMarked
package io.signalbox.actuator.route53.budget;

import org.jspecify.annotations.NullMarked;
