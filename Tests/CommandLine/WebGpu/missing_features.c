// A Vulkan layer for tests: Debian's software Vulkan lacks two features that ONNX Runtime's WebGPU provider asks for and whose absence its shaders never notice. The layer
// claims them, and asks for neither when the device is made.
#include <stddef.h>
#include <string.h>
#include <vulkan/vk_layer.h>
#include <vulkan/vulkan.h>

#define EXPORTED __attribute__((visibility("default")))
#define FUNCTION(name) ((PFN_vkVoidFunction)(name))

static VkInstance current_instance;
static PFN_vkGetInstanceProcAddr next_instance_function;
static PFN_vkGetDeviceProcAddr next_device_function;
static PFN_vkGetPhysicalDeviceFeatures next_features;
static PFN_vkGetPhysicalDeviceFeatures2 next_features2;

static void set_features(VkPhysicalDeviceFeatures *features, VkBool32 value)
{
    features->shaderSampledImageArrayDynamicIndexing = value;
    features->shaderStorageImageArrayDynamicIndexing = value;
}

static VKAPI_ATTR void VKAPI_CALL get_features(VkPhysicalDevice device, VkPhysicalDeviceFeatures *features)
{
    next_features(device, features);
    set_features(features, VK_TRUE);
}

static VKAPI_ATTR void VKAPI_CALL get_features2(VkPhysicalDevice device, VkPhysicalDeviceFeatures2 *features)
{
    next_features2(device, features);
    set_features(&features->features, VK_TRUE);
}

static VKAPI_ATTR VkResult VKAPI_CALL create_instance(const VkInstanceCreateInfo *info, const VkAllocationCallbacks *allocator, VkInstance *instance)
{
    VkLayerInstanceCreateInfo *link = (VkLayerInstanceCreateInfo *)info->pNext;
    while (link != NULL && (link->sType != VK_STRUCTURE_TYPE_LOADER_INSTANCE_CREATE_INFO || link->function != VK_LAYER_LINK_INFO))
        link = (VkLayerInstanceCreateInfo *)link->pNext;
    if (link == NULL)
        return VK_ERROR_INITIALIZATION_FAILED;
    next_instance_function = link->u.pLayerInfo->pfnNextGetInstanceProcAddr;
    link->u.pLayerInfo = link->u.pLayerInfo->pNext;
    PFN_vkCreateInstance next = (PFN_vkCreateInstance)next_instance_function(NULL, "vkCreateInstance");
    VkResult result = next(info, allocator, instance);
    if (result != VK_SUCCESS)
        return result;

    // Now, because the loader answers with this layer's own functions once the instance is complete.
    current_instance = *instance;
    next_features = (PFN_vkGetPhysicalDeviceFeatures)next_instance_function(current_instance, "vkGetPhysicalDeviceFeatures");
    next_features2 = (PFN_vkGetPhysicalDeviceFeatures2)next_instance_function(current_instance, "vkGetPhysicalDeviceFeatures2");
    if (next_features2 == NULL)
        next_features2 = (PFN_vkGetPhysicalDeviceFeatures2)next_instance_function(current_instance, "vkGetPhysicalDeviceFeatures2KHR");
    return result;
}

static VKAPI_ATTR VkResult VKAPI_CALL create_device(VkPhysicalDevice device, const VkDeviceCreateInfo *info, const VkAllocationCallbacks *allocator, VkDevice *created)
{
    VkLayerDeviceCreateInfo *link = (VkLayerDeviceCreateInfo *)info->pNext;
    while (link != NULL && (link->sType != VK_STRUCTURE_TYPE_LOADER_DEVICE_CREATE_INFO || link->function != VK_LAYER_LINK_INFO))
        link = (VkLayerDeviceCreateInfo *)link->pNext;
    if (link == NULL)
        return VK_ERROR_INITIALIZATION_FAILED;
    PFN_vkGetInstanceProcAddr instance_function = link->u.pLayerInfo->pfnNextGetInstanceProcAddr;
    next_device_function = link->u.pLayerInfo->pfnNextGetDeviceProcAddr;
    link->u.pLayerInfo = link->u.pLayerInfo->pNext;

    VkDeviceCreateInfo honest = *info;
    VkPhysicalDeviceFeatures features;
    if (info->pEnabledFeatures != NULL)
    {
        features = *info->pEnabledFeatures;
        set_features(&features, VK_FALSE);
        honest.pEnabledFeatures = &features;
    }
    for (VkBaseOutStructure *next = (VkBaseOutStructure *)info->pNext; next != NULL; next = next->pNext)
    {
        if (next->sType == VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2)
            set_features(&((VkPhysicalDeviceFeatures2 *)next)->features, VK_FALSE);
    }
    return ((PFN_vkCreateDevice)instance_function(current_instance, "vkCreateDevice"))(device, &honest, allocator, created);
}

EXPORTED VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL missing_features_device_function(VkDevice device, const char *name)
{
    return strcmp(name, "vkGetDeviceProcAddr") == 0 ? FUNCTION(missing_features_device_function) : next_device_function(device, name);
}

EXPORTED VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL missing_features_instance_function(VkInstance instance, const char *name)
{
    static const struct { const char *name; PFN_vkVoidFunction function; } own[] = {
        {"vkGetInstanceProcAddr", FUNCTION(missing_features_instance_function)},
        {"vkGetDeviceProcAddr", FUNCTION(missing_features_device_function)},
        {"vkCreateInstance", FUNCTION(create_instance)},
        {"vkCreateDevice", FUNCTION(create_device)},
        {"vkGetPhysicalDeviceFeatures", FUNCTION(get_features)},
        {"vkGetPhysicalDeviceFeatures2", FUNCTION(get_features2)},
        {"vkGetPhysicalDeviceFeatures2KHR", FUNCTION(get_features2)},
    };
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
    {
        if (strcmp(name, own[i].name) == 0)
            return own[i].function;
    }
    return next_instance_function == NULL ? NULL : next_instance_function(instance, name);
}
