variable "zone_name" {
  description = "The zone of the topology's dns.zone, such as dev.everlooksoftware.com."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)+$", var.zone_name))
    error_message = "Expected a name in lower case without a final dot."
  }
}

variable "parent_zone_id" {
  description = "The id of the zone that delegates to it, in the account of the provider aws.parent. Empty: no delegation is made."
  type        = string
  default     = ""
}

variable "delegation_ttl" {
  description = "Seconds that resolvers keep the delegation."
  type        = number
  default     = 3600
}

variable "health_checks" {
  description = "Health checks of Route 53 by name, for sites that name one with its id (routing: failover)."
  type = map(object({
    fqdn              = string
    type              = optional(string, "HTTPS")
    port              = optional(number, 443)
    resource_path     = optional(string, "/healthz")
    request_interval  = optional(number, 10)
    failure_threshold = optional(number, 3)
  }))
  default = {}

  validation {
    condition     = alltrue([for check in values(var.health_checks) : contains([10, 30], check.request_interval)])
    error_message = "Route 53 checks every 10 or every 30 seconds."
  }
}

variable "roles" {
  description = "Roles by name: the policy that make iam writes, and who may assume the role."
  type = map(object({
    policy           = string
    trusted_roles    = optional(list(string), [])
    trusted_services = optional(list(string), [])
    external_id      = optional(string)
  }))
  default = {}

  validation {
    condition     = alltrue([for role in values(var.roles) : length(role.trusted_roles) + length(role.trusted_services) > 0])
    error_message = "Expected somebody who may assume each role."
  }
}
