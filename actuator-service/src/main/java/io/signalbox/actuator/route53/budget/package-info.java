/** How many requests an account's Route 53 may still get from this process. */
@NullMarked
package io.signalbox.actuator.route53.budget;

import org.jspecify.annotations.NullMarked;
