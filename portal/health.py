from django.http import JsonResponse


def livez(request):
    return JsonResponse({"live": True})


def readyz(request):
    return JsonResponse({"ready": True})
