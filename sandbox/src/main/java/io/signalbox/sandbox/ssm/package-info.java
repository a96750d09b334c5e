/** AWS Systems Manager Parameter Store on loopback, with the SDK's JSON protocol. */
@NullMarked
package io.signalbox.sandbox.ssm;

import org.jspecify.annotations.NullMarked;
