/** The Route 53 side of a zone: the only place that knows the AWS SDK. */
@NullMarked
package io.signalbox.actuator.route53;

import org.jspecify.annotations.NullMarked;
