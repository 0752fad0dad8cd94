<div class="form-group">
    <label for="twint-reason">{__("twint.tx.`$move`.reason")}</label>
    <input class="form-control" type="text" name="twint_reason" id="twint-reason" maxlength="200" value="{$entries->reason}">
    <small class="form-text twint-quiet">{__('twint.tx.reasonHelp')}</small>
</div>
