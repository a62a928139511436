-- OSRM's own car profile at the speeds that Valhalla drives: without the flat reduction of 20 per cent,
-- so that the two engines may stand in for each other.

local packaged_car = require("car")
local packaged_setup = packaged_car.setup

packaged_car.setup = function()
  local profile = packaged_setup()
  profile.speed_reduction = 1.0
  return profile
end

return packaged_car
