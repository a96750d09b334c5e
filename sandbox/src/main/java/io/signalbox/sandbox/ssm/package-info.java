/** A Systems Manager on loopback that keeps parameters and speaks the SDK's JSON protocol. */
@NullMarked
package io.signalbox.sandbox.ssm;

import org.jspecify.annotations.NullMarked;
