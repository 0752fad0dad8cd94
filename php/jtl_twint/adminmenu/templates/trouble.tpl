<div class="alert alert-danger" role="alert" data-twint-trouble>
    <p class="font-weight-bold mb-2">{$says}</p>
    <p class="mb-2">{__('twint.troubleHelp')}</p>
    <small class="text-break">{$error}</small>
</div>
