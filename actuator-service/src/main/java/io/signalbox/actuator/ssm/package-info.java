/** The parameters of AWS Systems Manager. */
@NullMarked
package io.signalbox.actuator.ssm;

import org.jspecify.annotations.NullMarked;
